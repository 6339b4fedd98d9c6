"""What pages share: the view in the URL, cached queries, the frame around every page. The only Streamlit in pora."""
