"""Lists of members that somebody uploads, and lists of employers that somebody publishes."""

from lists.models.listed import ListedEmployer, ListQuestion, ListQuestionQuerySet
from lists.models.uploads import MemberUpload, MemberUploadQuerySet, UploadRow

__all__ = [
    "ListQuestion",
    "ListQuestionQuerySet",
    "ListedEmployer",
    "MemberUpload",
    "MemberUploadQuerySet",
    "UploadRow",
]
