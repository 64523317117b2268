"""nbgrader on this course as it is, such as `nbgrader generate_assignment sgd --force`.

The platform does not read this file. Its own release leaves out what only the platform needs, so
run `autograder release` last.
"""

from pathlib import Path

root = Path(__file__).resolve().parent
records = root / ".autograder"
records.mkdir(exist_ok=True)

c = get_config()  # noqa: F821  (nbgrader provides it)
c.CourseDirectory.course_id = "mathematics-for-ai"
c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.CourseDirectory.submitted_directory = ".autograder/nbgrader/submitted"
c.CourseDirectory.autograded_directory = ".autograder/nbgrader/autograded"
c.CourseDirectory.feedback_directory = ".autograder/nbgrader/feedback"
c.CourseDirectory.db_url = f"sqlite:///{records / 'gradebook.sqlite3'}"
# nbgrader copies whatever lies beside a master, the known solutions included, unless it is named.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "right", "mistakes"]
