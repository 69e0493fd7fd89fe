"""Which names on a list of employers sound like something else: a question for a person, never a fact. Pure.

Universities, colleges and councils employ people too, and a firm may be called Society or Guild; so the answer is the
group's to give. What is plainly an employer in its everyday sense (a hospital, a county council, a building society, a
housing association, an academy trust, a research institute) is not asked about.
"""

import re

# a word of the name, as it stands alone in it: what the body then often is
VOCABULARY = {
    "college": "a place of training",
    "colleges": "a place of training",
    "university": "a university",
    "universities": "a university",
    "polytechnic": "a university",
    "academy": "a place of training",
    "training": "a place of training",
    "learning": "a place of training",
    "education": "a place of training or a public body",
    "apprenticeship": "a place of training",
    "apprenticeships": "a place of training",
    "institute": "a professional body",
    "institution": "a professional body",
    "association": "a trade or professional body",
    "associations": "a trade or professional body",
    "federation": "a trade body",
    "confederation": "a trade body",
    "society": "a professional body",
    "guild": "a trade body",
    "chamber": "a trade body",
    "body": "a trade or professional body",
    "alliance": "a trade body",
    "forum": "a trade body",
    "council": "a sector or public body",
    "union": "a trade union or governing body",
    "unite": "a trade union",
    "unison": "a trade union",
    "authority": "a regulator or public body",
    "regulator": "a regulator",
    "commission": "a regulator or public body",
    "board": "a sector or public body",
    "skills": "a sector or skills body",
    "semta": "a sector or skills body",
    "awards": "an assessment organisation",
    "awarding": "an assessment organisation",
    "assessment": "an assessment organisation",
    "qualifications": "an assessment organisation",
    "accreditation": "an assessment organisation",
    "certification": "an assessment organisation",
    "ofqual": "a regulator",
    "ofsted": "a regulator",
}
# in these the word means an employer of the everyday kind; each is taken out before the words are looked for
EVERYDAY = re.compile(
    r"building society|housing association|academy (?:\w+ )?trust|academies|community college"
    r"|(?:lifeboat|benevolent) (?:institution|association)|royal sun alliance|midland metro alliance"
    r"|(?:port|airport|harbour|coal|gas|environment) (?:of \w+ )?authority|harbour (?:board|commission)"
    r"|(?:county|city|borough|district|town|parish|metropolitan|unitary|county borough)(?: \w+)? council"
)
# bodies for research, which employ scientists and technicians and give nobody a title; many have a proper name, which
# only a list can tell from the subject of a professional body
RESEARCH = re.compile(
    r"\b(?:mrc|bbsrc|nerc|embl|wellcome|cancer research uk) (?:\w+ )*?institute\b"
    r"|\b(?:research|bioinformatics|biomedical|genomics) institute\b|\binstitute (?:of|for) (?:\w+ )?research\b"
    r"|\b(?:sanger|francis crick|crick|babraham|harwell|pirbright|roslin|rothamsted|quadram|earlham|beatson|alan turing"
    r"|james hutton|rosalind franklin|henry royce|faraday) institute\b"
)
HOSPITAL = re.compile(r"\b(?:hospitals?|nhs|healthcare trust|infirmary|health board)\b")
# a council of these is no local authority; any other is
COUNCILS = re.compile(
    r"\b(?:skills?|science|sector|general|research|design|arts?|crafts?|engineering|qualifications?|professions?"
    r"|nursing|midwifery|industry|industries|national|british|trades?|training|professional|education|studies"
    r"|licensed|for)\b"
)


def doubt(name: str) -> str:
    """Why somebody should say whether the name is an employer's; "" where nothing suggests that it is not."""
    plain = " ".join(re.sub(r"[^\w]+", " ", name.casefold()).split())
    if HOSPITAL.search(plain):
        return ""
    terms = RESEARCH.sub(" ", EVERYDAY.sub(" ", plain)).split()
    if "council" in terms and not COUNCILS.search(plain):
        terms = [word for word in terms if word != "council"]
    results = next((word for word in terms if word in VOCABULARY), "")
    return f"The name has the word “{results}”: it may be {VOCABULARY[results]}" if results else ""
