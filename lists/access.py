from groups.models import Group
from lists.models import ListQuestion, MemberUpload
from portal.access import or_404


def get_upload(group: Group, *, pk: int) -> MemberUpload:
    """A list that was uploaded for that group, confirmed or not."""
    uploads = MemberUpload.objects.select_related("uploaded_by", "confirmed_by", "begun_by")
    return or_404(uploads.filter(group=group, pk=pk).first())


def get_list_question(group: Group, *, pk: int) -> ListQuestion:
    asked = ListQuestion.objects.select_related("listed__organisation", "answered_by")
    return or_404(asked.filter(listed__group=group, pk=pk).first())
