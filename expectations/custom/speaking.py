"""Renderers in Indonesian for expectations of our own: what a rule asks, and how a table did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from great_expectations.core import ExpectationValidationResult
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.render import (
    CollapseContent,
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.renderer import renderer
from great_expectations.render.renderer_configuration import RendererConfiguration

from expectations.custom.texts import literal, text

Kwargs = Mapping[str, Any]
Configuration = RendererConfiguration[Any]

_SHOWN = 20
"""Failing values listed in Data Docs."""


class Speaking:
    """Mixin before an expectation class: subclasses say their sentence, the renderers are here."""

    @classmethod
    def says(cls, kwargs: Kwargs) -> str:
        """What is expected, as one sentence."""
        raise NotImplementedError

    @classmethod
    def sentence(cls, kwargs: Kwargs) -> str:
        """The sentence, and how many rows must meet it where that is not all."""
        mostly = kwargs.get("mostly", 1)
        most = "" if mostly in (None, 1) else text("diagnostics.mostly", percent=figure(mostly * 100))
        return f"{cls.says(kwargs)}{most}"

    @classmethod
    def _prescriptive_template(cls, renderer_configuration: Configuration) -> Configuration:
        renderer_configuration.template_str = literal(cls.sentence(renderer_configuration.kwargs))
        return renderer_configuration

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    def _prescriptive_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[RenderedStringTemplateContent]:
        known = configuration or (result.expectation_config if result else None)
        return [_told(cls.sentence(known.kwargs), (runtime_configuration or {}).get("styling"))] if known else []

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,  # noqa: ARG003 — how the library calls it
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG003
    ) -> list[RenderedStringTemplateContent | CollapseContent]:
        reason = _crash(result)
        if reason is not None:
            return [_told(text("diagnostics.crashed", reason=reason))]
        details = (result.result or {}) if result else {}
        if not details.get("unexpected_count"):
            return []
        count, rows = details["unexpected_count"], details["element_count"]
        percent = figure(details.get("unexpected_percent") or 0)
        return [_told(text("diagnostics.failed", unexpected=count, rows=rows, percent=percent))]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,  # noqa: ARG003 — how the library calls it
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG003
    ) -> str:
        percent = ((result.result or {}) if result else {}).get("unexpected_percent")
        if percent is None:
            return "--"
        return text("diagnostics.observed", percent=figure(percent)) if percent else text("diagnostics.none_observed")

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,  # noqa: ARG003 — how the library calls it
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG003
    ) -> list[RenderedTableContent | CollapseContent] | None:
        values = ((result.result or {}) if result else {}).get("partial_unexpected_list")
        if not values:
            return None
        counts = Counter(_value(v) for v in values)
        return [
            RenderedTableContent(
                content_block_type="table",
                header_row=[text("diagnostics.values"), text("diagnostics.counts")],
                table=[[value, count] for value, count in counts.most_common(_SHOWN)],
                styling={"body": {"classes": ["table-bordered", "table-sm", "mt-3"]}},
            )
        ]


def figure(value: float) -> str:
    """A number as Indonesian readers write it, two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _told(said: str, styling: Mapping[str, Any] | None = None) -> RenderedStringTemplateContent:
    return RenderedStringTemplateContent(
        content_block_type="string_template",
        string_template={"template": literal(said), "params": {}, "styling": dict(styling or {})},
    )


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(_value(v) for v in value.values())
    if isinstance(value, (tuple, list)):
        return "; ".join(_value(v) for v in value)
    return text("diagnostics.empty") if value in (None, "") else str(value)


def _crash(result: ExpectationValidationResult | None) -> str | None:
    """Why a rule could not be run; the library tells it in two shapes."""
    information = (result.exception_info or {}) if result else {}
    shapes = [information] if "raised_exception" in information else list(information.values())
    raised = [s for s in shapes if isinstance(s, dict) and s.get("raised_exception")]
    return str(raised[0].get("exception_message")) if raised else None
