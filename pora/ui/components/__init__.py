"""What Streamlit lacks: figures that stay in the page, tables as HTML."""
