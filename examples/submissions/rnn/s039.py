"""
description: the page that shows the notebook was saved, not the notebook
habits: [a_web_page]
status: unreadable
"""
