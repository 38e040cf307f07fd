import re

from tests.readme import README, ROOT, render


def test_the_readme_shows_what_the_product_prints():
    text = README.read_text("utf-8")
    assert "$ kg corroborate examples/*.txt" in text
    assert render(text) == text, "run `python -m tests.readme`"


def test_no_link_of_the_readme_leads_nowhere():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
