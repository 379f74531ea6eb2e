"""Where the customer's clock stands, by country and region: the zone of most people of a state, else nothing."""

_COUNTRIES = """
AE Asia/Dubai;AT Europe/Vienna;BD Asia/Dhaka;BE Europe/Brussels;BG Europe/Sofia;BH Asia/Bahrain;BO America/La_Paz
CH Europe/Zurich;CN Asia/Shanghai;CO America/Bogota;CR America/Costa_Rica;CY Asia/Nicosia;CZ Europe/Prague
DE Europe/Berlin;DK Europe/Copenhagen;DO America/Santo_Domingo;DZ Africa/Algiers;EE Europe/Tallinn;EG Africa/Cairo
ES Europe/Madrid;FI Europe/Helsinki;FR Europe/Paris;GB Europe/London;UK Europe/London;GR Europe/Athens
GT America/Guatemala;HK Asia/Hong_Kong;HR Europe/Zagreb;HU Europe/Budapest;IE Europe/Dublin;IL Asia/Jerusalem
IN Asia/Kolkata;IS Atlantic/Reykjavik;IT Europe/Rome;JO Asia/Amman;JP Asia/Tokyo;KE Africa/Nairobi;KR Asia/Seoul
KW Asia/Kuwait;LB Asia/Beirut;LK Asia/Colombo;LT Europe/Vilnius;LU Europe/Luxembourg;LV Europe/Riga
MA Africa/Casablanca;MO Asia/Macau;MT Europe/Malta;MY Asia/Kuala_Lumpur;NG Africa/Lagos;NL Europe/Amsterdam
NO Europe/Oslo;NZ Pacific/Auckland;OM Asia/Muscat;PA America/Panama;PE America/Lima;PH Asia/Manila;PK Asia/Karachi
PL Europe/Warsaw;PR America/Puerto_Rico;PT Europe/Lisbon;PY America/Asuncion;QA Asia/Qatar;RO Europe/Bucharest
RS Europe/Belgrade;SA Asia/Riyadh;SE Europe/Stockholm;SG Asia/Singapore;SI Europe/Ljubljana;SK Europe/Bratislava
TH Asia/Bangkok;TN Africa/Tunis;TR Europe/Istanbul;TW Asia/Taipei;UA Europe/Kiev;UY America/Montevideo
VE America/Caracas;VN Asia/Ho_Chi_Minh;ZA Africa/Johannesburg
"""
_REGIONS = {
    "US": """
America/New_York CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV
America/Chicago AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI
America/Denver CO ID MT NM UT WY
America/Phoenix AZ
America/Los_Angeles CA NV OR WA
America/Anchorage AK
Pacific/Honolulu HI
""",
    "CA": """
America/Toronto ON QC NU
America/Winnipeg MB
America/Regina SK
America/Edmonton AB NT
America/Vancouver BC
America/Whitehorse YT
America/Halifax NS NB PE
America/St_Johns NL
""",
    "AU": """
Australia/Sydney NSW ACT
Australia/Melbourne VIC
Australia/Brisbane QLD
Australia/Adelaide SA
Australia/Darwin NT
Australia/Perth WA
Australia/Hobart TAS
""",
}
_NAMES = {
    "US": (
        "alabama AL;alaska AK;arizona AZ;arkansas AR;california CA;colorado CO;connecticut CT;delaware DE;florida FL;"
        "georgia GA;hawaii HI;idaho ID;illinois IL;indiana IN;iowa IA;kansas KS;kentucky KY;louisiana LA;maine ME;"
        "maryland MD;massachusetts MA;michigan MI;minnesota MN;mississippi MS;missouri MO;montana MT;nebraska NE;"
        "nevada NV;new hampshire NH;new jersey NJ;new mexico NM;new york NY;north carolina NC;north dakota ND;"
        "ohio OH;oklahoma OK;oregon OR;pennsylvania PA;rhode island RI;south carolina SC;south dakota SD;"
        "tennessee TN;texas TX;utah UT;vermont VT;virginia VA;washington WA;west virginia WV;wisconsin WI;wyoming WY"
    ),
    "CA": (
        "alberta AB;british columbia BC;manitoba MB;new brunswick NB;newfoundland and labrador NL;nova scotia NS;"
        "ontario ON;prince edward island PE;quebec QC;québec QC;saskatchewan SK"
    ),
    "AU": (
        "new south wales NSW;australian capital territory ACT;victoria VIC;queensland QLD;south australia SA;"
        "northern territory NT;western australia WA;tasmania TAS"
    ),
}


def zone_of(country: str, region: str) -> str:
    """The IANA zone of a place, or '' where it would be a guess: a large country without a known state."""
    land, state = country.strip().upper(), region.strip()
    if land not in _REGIONS:
        return _pairs(_COUNTRIES).get(land, "")
    code = _names(land).get(state.lower(), state.upper())
    for line in _REGIONS[land].strip().splitlines():
        zone, *states = line.split()
        if code in states:
            return zone
    return ""


def _pairs(table: str) -> dict[str, str]:
    pairs = (entry.split() for line in table.split("\n") for entry in line.split(";") if entry)
    return dict(pairs)


def _names(land: str) -> dict[str, str]:
    return dict(entry.rsplit(" ", 1) for entry in _NAMES[land].split(";"))
