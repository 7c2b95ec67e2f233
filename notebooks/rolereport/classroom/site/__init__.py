"""The lessons in the browser: a JupyterLite site, which any host of files serves."""
