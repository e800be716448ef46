from django import forms
from django.db import models
from sqlalchemy import Column, String
from sqlalchemy.orm import Mapped, mapped_column


class Card(models.Model):
    # ruleid: privacy.python.store-card-code
    cvv = models.CharField(max_length=4)
    # ok: privacy.python.store-card-code
    last_four = models.CharField(max_length=4)
    # Whether it was asked for, not the code.
    # ok: privacy.python.store-card-code
    cvv_checked = models.BooleanField(default=False)
    # ok: privacy.python.store-card-code
    cvv_checked_at = models.DateTimeField(null=True)


class StoredCard(Base):
    # ruleid: privacy.python.store-card-code
    card_cvc = Column(String(4))
    # ruleid: privacy.python.store-card-code
    security_code: Mapped[str] = mapped_column(String(4))
    # ok: privacy.python.store-card-code
    provider_reference = Column(String(64))


# Asked for, not kept.
class CardForm(forms.Form):
    # ok: privacy.python.store-card-code
    cvv = forms.CharField(max_length=4)
