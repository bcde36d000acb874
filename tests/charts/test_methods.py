"""The methods on screen: Dutch first, live settings beside, and φ in words."""

from charts.methods import dispersion, explained_methods

NAN = float("nan")


def test_a_method_opens_on_its_explanation_settings_and_source() -> None:
    html = explained_methods(
        [
            {
                "naam": "De marge <klein>",
                "uitleg": "Toeval schommelt.",
                "let_op": "Zonder noemer geen marge.",
                "formula": "x ± z",
                "source": "Wilson 1927",
                "functions": ("indicators.methods.intervals.proportion_interval",),
                "settings": [("zekerheid", "95\u00a0%")],
            }
        ]
    )
    assert "<summary><strong>De marge &lt;klein&gt;</strong></summary><div><p>Toeval schommelt.</p>" in html
    assert "<dt>Instellingen</dt><dd>zekerheid: 95\u00a0%</dd>" in html
    assert '<dt>Bron (Engels)</dt><dd lang="en">Wilson 1927</dd>' in html
    assert "<code>indicators.methods.intervals.proportion_interval</code>" in html


def test_phi_is_told_as_the_width_of_the_margin() -> None:
    html = dispersion({"misdrijven": 6.975, "inbraken": NAN, "overlast": 1.0}, {})
    assert '<td class="wp-number">7,0</td><td>de marge is ongeveer 2,6 keer zo breed</td>' in html
    assert "niet te schatten: er is maar één jaar; dit cijfer wordt niet getoetst" in html
    assert "niet meer dan toeval; de marge wordt niet breder" in html


def test_without_repeatable_events_that_is_said() -> None:
    assert "Er zijn nog geen cijfers over gebeurtenissen in reeksen." in dispersion({}, {})
