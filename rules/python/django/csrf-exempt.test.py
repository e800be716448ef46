import hmac

from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET


# ruleid: python.django.csrf-exempt
@csrf_exempt
def transfer(request):
    request.user.account.transfer(request.POST["to"], request.POST["amount"])
    return HttpResponse("done")


# ruleid: python.django.csrf-exempt
@method_decorator(csrf_exempt, name="dispatch")
class Transfer(View):
    def post(self, request):
        return HttpResponse("done")


class Settings(View):
    # ruleid: python.django.csrf-exempt
    @method_decorator(csrf_exempt)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)


# ok: python.django.csrf-exempt
@csrf_protect
def transfer_well(request):
    return HttpResponse("done")


# ok: python.django.csrf-exempt
def plain(request):
    return HttpResponse("done")


# ok: python.django.csrf-exempt
@csrf_exempt
def stripe_webhook(request):
    return HttpResponse("done")


# ok: python.django.csrf-exempt
@csrf_exempt
@require_GET
def status(request):
    return HttpResponse("up")


# ok: python.django.csrf-exempt
@csrf_exempt
def signed(request):
    if not hmac.compare_digest(expected(request.body), request.headers["X-Signature"]):
        return HttpResponse(status=403)
    return HttpResponse("done")


# ok: python.django.csrf-exempt
@csrf_exempt
def with_api_token(request):
    token = request.headers.get("Authorization", "")
    return HttpResponse(status=200 if known(token) else 401)
