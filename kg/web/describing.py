"""What the endpoint and its data are, as RDF: a SPARQL 1.1 service description, and VoID."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.templates.values import iri

PREFIXES = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""
RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples", "RDF_XML", "JSON-LD")


def service(endpoint: str) -> str:
    """The description of the SPARQL service at ``endpoint``, in Turtle."""
    formats = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in RESULTS)
    return f"""{PREFIXES}
[] a sd:Service ;
   sd:endpoint {iri(endpoint)} ;
   sd:supportedLanguage sd:SPARQL11Query ;
   sd:resultFormat {formats} ;
   sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""


def dataset(home: str, base: str, manifest: Mapping[str, Any]) -> str:
    """The dataset behind the pages at ``home``, in Turtle."""
    counts = manifest["counts"]
    return f"""{PREFIXES}
{iri(base + "dataset")} a void:Dataset ;
   dcterms:title "kg" ;
   void:sparqlEndpoint {iri(home + "/sparql")} ;
   void:uriSpace "{base}" ;
   void:entities {counts["entity"]} ;
   void:documents {counts["document"]} ;
   void:vocabulary <https://district-kg.example/ns#> .
"""
