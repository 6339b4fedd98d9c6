"""The app. Run: .venv/bin/streamlit run dashboard.py

Trap: Streamlit looks for a literal `app = App(...)` in this file, without running it. Anything cleverer, and
it serves this file as a plain script, without routes, headers and sign-in.
"""

from streamlit.starlette import App

from pora.temporary import remove_left_folders
from pora.ui.server.app import MIDDLEWARE, ROUTES
from pora.ui.server.log import start_log
from pora.ui.server.open_files import raise_open_file_limit
from pora.ui.sign_in.sign_in_mode import require_safe_start

require_safe_start()
start_log()
raise_open_file_limit()
remove_left_folders()
app = App("pages/router.py", routes=ROUTES, middleware=MIDDLEWARE)
