"""Folding leaves out what a browser does not show, and nothing else."""

import pytest

from tests.pages.folding import folded

BY_HAND = """
<table class="govuk-table"><caption>Votes</caption>
  <tr><th scope="row">Ada Example</th><td>For</td></tr></table>
"""
BY_TAGS = """<table  class=" govuk-table ">
  <caption>
    Votes
  </caption>
  <tr>
    <th
      scope="row">
      Ada
      Example
    </th>
    <td>For</td>
  </tr>
</table>"""


def test_indenting_and_line_breaks_around_blocks_say_nothing():
    assert folded(BY_HAND) == folded(BY_TAGS)
    assert folded(BY_HAND).splitlines() == [
        *('<table class="govuk-table">', "<caption>", "Votes", "</caption>"),
        *("<tr>", '<th scope="row">', "Ada Example", "</th>", "<td>", "For", "</td>", "</tr>", "</table>"),
    ]


@pytest.mark.parametrize(
    ("together", "apart"),
    [
        (
            '<th>Ada<span class="app-table__secondary">Chair</span></th>',
            '<th>Ada\n <span class="app-table__secondary">\n Chair\n</span>\n</th>',
        ),
        (
            '<form><input type="hidden"><button>Save</button></form>',
            '<form>\n<input type="hidden">\n<button>Save</button></form>',
        ),
        ('<p>a <input type="hidden">b</p>', '<p>a <input type="hidden"> b</p>'),
    ],
)
def test_space_beside_what_styles_make_a_block_or_hide_says_nothing(together, apart):
    assert folded(together) == folded(apart)


def test_order_of_attributes_says_nothing():
    assert folded('<input type="text" name="a" required>') == folded('<input required name="a"\n type="text">')


@pytest.mark.parametrize(
    ("whole", "lost"),
    [
        ("<p>Sent to <strong>you</strong> today</p>", "<p>Sent to<strong>you</strong> today</p>"),
        ("<p>Sent to <strong>you</strong> today</p>", "<p>Sent to <strong>you</strong>today</p>"),
        ("<p>Sent to\n  <a href='/'>you</a>\n today</p>", "<p>Sent to<a href='/'>you</a> today</p>"),
        ("<li><a href='/a'>A</a>\n<a href='/b'>B</a></li>", "<li><a href='/a'>A</a><a href='/b'>B</a></li>"),
        ("<p>Members <span class='x'>(3)</span></p>", "<p>Members<span class='x'>(3)</span></p>"),
        ("<p>two words</p>", "<p>twowords</p>"),
        ('<p>a<input type="hidden">b</p>', '<p>a<input type="hidden"> b</p>'),
        ("<p>10&nbsp;members</p>", "<p>10 members</p>"),
        ("<p>Choose <button>Save</button> now</p>", "<p>Choose<button>Save</button> now</p>"),
    ],
)
def test_a_space_between_words_that_is_lost_or_another_is_seen(whole, lost):
    assert folded(whole) != folded(lost)


@pytest.mark.parametrize(
    ("html", "other"),
    [
        ("<p>Save</p>", "<p>Save it</p>"),
        ('<p class="a b">x</p>', '<p class="a">x</p>'),
        ("<p hidden>x</p>", "<p>x</p>"),
        ("<p>a</p><p>b</p>", "<p>b</p><p>a</p>"),
        ("<div><p>a</p></div>", "<p>a</p>"),
        ("<p>a &lt;b&gt;</p>", "<p>a <b></p>"),
        ("<textarea>a\n\nb</textarea>", "<textarea>a b</textarea>"),
        ("<textarea> a</textarea>", "<textarea>a</textarea>"),
    ],
)
def test_what_is_shown_otherwise_is_seen(html, other):
    assert folded(html) != folded(other)


def test_words_of_a_button_have_no_space_at_their_edges():
    assert folded("<p>Choose <button>\n Save\n</button> now</p>") == folded("<p>Choose <button>Save</button> now</p>")


def test_lines_of_what_was_typed_stay_one_line():
    assert folded("<pre>one\n  two</pre>").splitlines() == ["<pre>", "one⏎  two", "</pre>"]


def test_empty_value_is_as_none():
    assert folded('<option value="">x</option>') == folded("<option value>x</option>")
