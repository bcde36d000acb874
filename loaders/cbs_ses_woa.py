"""SES-WOA: socio-economic status of private households by wealth, education and recent work, per wijk and buurt.

CBS makes a table per division of areas, which has all years from 2014 on those borders; so one table is one edition.
"""

from loaders._statline import Line, StatLineLoader, StatLineTable
from model.remote import Editions, Server, StatLine
from model.source import Source
from model.variable import Variable

VARIABLES: dict[str, Variable] = {
    "ses_woa_score": Variable(id="ses_woa_score", title="SES-WOA, gemiddelde totaalscore", unit="getal", kind="score"),
    "ses_woa_huishoudens": Variable(
        id="ses_woa_huishoudens", title="Particuliere huishoudens (SES-WOA)", unit="aantal", kind="count"
    ),
}
_TITLE = r"^(?:SES-WOA|Sociaal-economische status); scores per wijk en buurt.*indeling (20\d\d)$"


class CbsSesWoa(StatLineLoader):
    source = Source(
        id="cbs_ses_woa",
        name="Sociaal-economische status (SES-WOA)",
        publisher="Centraal Bureau voor de Statistiek",
        licence="CC BY 4.0",
        url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/86296NED",
        rank=15,
        note="Een score uit welvaart, opleiding en recent arbeidsverleden van huishoudens; het land ligt dicht bij 0.",
    )
    remote = StatLine(
        tables={"2024": "86092NED", "2025": "86296NED"},
        servers=(Server.CBS_V3,),
        title=_TITLE,
        editions=Editions.TABLE_WITH_HISTORY,
    )
    table = StatLineTable(
        what="SES-WOA, scores per wijk en buurt",
        title=_TITLE,
        lines=(
            Line(VARIABLES["ses_woa_score"], "gemiddeldescore", group="totaalscore", low=-5, high=5),
            Line(VARIABLES["ses_woa_huishoudens"], "particulierehuishoudens", low=0),
        ),
    )


LOADER = CbsSesWoa()
