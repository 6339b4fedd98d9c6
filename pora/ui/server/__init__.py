"""The ASGI app around Streamlit: routes, compression, security headers."""
