import bleach
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe


def unsafe(request, comment):
    # ruleid: python.django.mark-safe
    first = mark_safe(f"<b>{comment.title}</b>")
    # ruleid: python.django.mark-safe
    second = mark_safe("<b>%s</b>" % comment.title)
    # ruleid: python.django.mark-safe
    third = SafeString("<b>" + comment.title + "</b>")
    # ruleid: python.django.mark-safe
    fourth = mark_safe(request.GET.get("banner"))
    # ruleid: python.django.mark-safe
    fifth = format_html(f"<b>{comment.title}</b>")
    # ruleid: python.django.mark-safe
    sixth = format_html("<b>{}</b>".format(comment.title))
    html = "<i>{}</i>".format(comment.author)
    # ruleid: python.django.mark-safe
    seventh = mark_safe(html)
    return first, second, third, fourth, fifth, sixth, seventh


def safe(request, comment):
    # ok: python.django.mark-safe
    first = format_html("<b>{}</b>", comment.title)
    # ok: python.django.mark-safe
    second = mark_safe("<b>New</b>")
    # ok: python.django.mark-safe
    third = mark_safe("<b>%s</b>" % escape(comment.title))
    # ok: python.django.mark-safe
    fourth = mark_safe(f"<b>{conditional_escape(comment.title)}</b>")
    # ok: python.django.mark-safe
    fifth = mark_safe(bleach.clean(request.GET.get("banner")))
    # ok: python.django.mark-safe
    sixth = mark_safe(render_to_string("comment.html", {"comment": comment}))
    icon = "<i class='star'></i>"
    # ok: python.django.mark-safe
    seventh = mark_safe(icon)
    return first, second, third, fourth, fifth, sixth, seventh
