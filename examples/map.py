"""A folder of articles → records → incidents → a map: map.py [FOLDER] [-o OUT].

Writes into OUT: records.jsonl, incidents.jsonl (records of one act put together), incidents.geojson (for QGIS
and other tools) and map.html (a page with map, timeline, counts and evidence; it needs no network).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from eventx import Article, ArticleError, Extractor, export, link, read_articles
from eventx.view.report import report_page

ARTICLES = Path(__file__).parent / "articles"


def main() -> None:
    """Read, extract, link, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ARTICLES)
    parser.add_argument("-o", "--output", type=Path, default=Path("map"))
    args = parser.parse_args()
    args.output.mkdir(exist_ok=True)
    articles: list[Article] = []
    for found in read_articles(args.folder):
        if isinstance(found, ArticleError):
            print(found)
        else:
            articles.append(found)
    records = [record for _, told in Extractor().pipe(articles) for record in told]
    incidents = link(records)
    for name, lines in (("records", records), ("incidents", incidents)):
        text = "".join(f"{line.to_json()}\n" for line in lines)
        (args.output / f"{name}.jsonl").write_text(text, encoding="utf-8")
    merged = [incident.merged() for incident in incidents]
    export.write(merged, args.output / "incidents.geojson", to="geojson")
    page = report_page(incidents, title=f"Operations told in {args.folder.name}", articles=articles)
    (args.output / "map.html").write_text(page, encoding="utf-8")
    print(f"{len(articles)} articles, {len(records)} records, {len(incidents)} incidents: {args.output}")


if __name__ == "__main__":
    main()
