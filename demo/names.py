"""Names that nobody bears: people are called Sample, organisations Example, addresses end in example.org."""

from random import Random

DOMAIN = "example.org"


def _name_parts(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _name_parts(
    "Aaliyah Abdul Adele Aidan Aisha Alex Amara Amir Anika Anouk Arjun Asha Beatrix Bilal Bronwen Callum Carys "
    "Chidi Chloe Ciara Dafydd Daniel Deepa Dilys Ebony Edwin Efua Eilidh Elif Esther Farah Femi Fergus Finlay "
    "Freya Gareth Grace Gwen Hamza Hannah Harpreet Hassan Helena Ibrahim Imogen Ines Ishaan Isla Ivor Jamal "
    "Jasmine Joan Jonah Kamal Katya Keir Khadija Kofi Layla Leon Lily Lucas Maeve Malik Marcus Marta Meera Mina "
    "Morag Nadia Naomi Nasir Niamh Noor Olga Oscar Owen Parveen Patrick Petra Priya Quentin Rafi Rania Rhys Rosa "
    "Rowan Ruth Sachin Saoirse Selma Simone Stefan Sunita Tamsin Tariq Thea Tomasz Uma Victor Wanda Yasmin Yusuf "
    "Zainab Zofia"
)
LAST = _name_parts(
    "Alder Ash Aspen Beech Birch Bramble Briar Broom Cedar Clover Elder Elm Fern Finch Gorse Hawthorn Hazel "
    "Heather Heron Holly Juniper Larch Lark Linden Maple Medlar Oak Osprey Pine Plover Poplar Quince Robin Rowan "
    "Rush Sedge Sorrel Spruce Starling Swift Teasel Thistle Thrush Vetch Wren Yarrow Yew"
)
PLACES = _name_parts(
    "Ashmere Birchwell Brackenford Cobblegate Crowhollow Dunmarsh Eastermoor Elverley Fallowfield Farrowdale "
    "Fernbrook Gorsebank Greyharbour Hallowick Harefold Hollowmere Kestrelby Kingsallow Larkrise Loxmarsh "
    "Marlingate Meadowick Millrace Nettlecombe Northwold Oatridge Otterbourn Pebblewick Quarryend Ravensholt "
    "Redfallow Saltmarsh Sedgeley Skylark Stonehithe Tarnside Thistlewick Thornmere Underhaugh Vixenhill Wexley "
    "Willowbeck Winterbeck Yarrowdale"
)
ENDINGS = ("Ltd", "Group", "Ltd", "& Partners", "Ltd", "plc", "Services Ltd", "Ltd")


class Names:
    """Gives each name once."""

    def __init__(self, rng: Random) -> None:
        self._people = [(first, last) for first in FIRST for last in LAST]
        rng.shuffle(self._people)

    def person(self) -> tuple[str, str]:
        """A full name and its address."""
        first, last = self._people.pop()
        return f"{first} Sample-{last}", f"{first}.sample-{last}@{DOMAIN}".lower()


def organisations(trades: tuple[str, ...], rng: Random) -> list[str]:
    """As many names of one line of business as there are places."""
    places = rng.sample(PLACES, len(PLACES))
    return [
        f"Example {place} {trades[number % len(trades)]} {ENDINGS[number % len(ENDINGS)]}"
        for number, place in enumerate(places)
    ]


BODIES = {
    "training_provider": "Example {place} College",
    "epao": "Example {place} Assessment Partnership",
    "eqap": "Example {place} Quality Assurance",
    "professional_body": "Example Institute of {place} Practitioners",
    "regulator": "Example {place} Regulation Authority",
    "trade_union": "Example Union of {place} Workers",
    "sector_body": "Example {place} Skills Council",
    "higher_education": "Example University of {place}",
    "local_authority": "Example {place} Borough Council",
    "regional_body": "Example {place} Combined Authority",
    "other": "Example {place} Associates Ltd",
}


def body(kind: str, rng: Random) -> str:
    """A body that advises, trains or assesses."""
    return BODIES[kind].format(place=rng.choice(PLACES))
