"""The bases of models of what is read from files, answers and settings: nothing undeclared, nothing changed later."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A model that refuses keys it does not declare."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Strict(Frozen):
    """A part of a reviewed file: values of another type are refused too, instead of being converted."""

    model_config = ConfigDict(strict=True)
