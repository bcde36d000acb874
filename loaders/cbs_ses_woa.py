"""SES-WOA: socio-economic status of private households by wealth, education and recent work, per wijk and buurt.

CBS makes a table per division of areas, with the years up to then on those borders: one table is one edition. The
first is that of 2021. A programme needs the newest alone, which has all years; an earlier one comes with ``--edition``.
"""

from loaders._statline import Line, StatLineLoader, StatLineTable
from model.remote import Editions, Server
from model.source import Source
from model.variable import Variable

VARIABLES: dict[str, Variable] = {
    "ses_woa_score": Variable(id="ses_woa_score", title="SES-WOA, gemiddelde totaalscore", unit="getal", kind="score"),
    "ses_woa_huishoudens": Variable(
        id="ses_woa_huishoudens", title="Particuliere huishoudens (SES-WOA)", unit="aantal", kind="count"
    ),
}


class CbsSesWoa(StatLineLoader):
    source = Source(
        id="cbs_ses_woa",
        name="Sociaal-economische status (SES-WOA)",
        publisher="Centraal Bureau voor de Statistiek",
        licence="CC BY 4.0",
        url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/86296NED",
        rank=15,
        every_years=1,
        note="Een score uit welvaart, opleiding en recent arbeidsverleden van huishoudens; het land ligt dicht bij 0.",
    )
    table = StatLineTable(
        what="SES-WOA, scores per wijk en buurt",
        title=r"^(?:SES-WOA|Sociaal-economische status); scores per wijk en buurt.*indeling (20\d\d)$",
        tables={"2021": "85163NED", "2022": "85539NED", "2023": "85900NED", "2024": "86092NED", "2025": "86296NED"},
        server=Server.CBS_V3,
        editions=Editions.TABLE_WITH_HISTORY,
        lines=(
            Line(VARIABLES["ses_woa_score"], "gemiddeldescore", group="totaalscore", low=-5, high=5),
            Line(VARIABLES["ses_woa_huishoudens"], "particulierehuishoudens", low=0),
        ),
    )


LOADER = CbsSesWoa()
