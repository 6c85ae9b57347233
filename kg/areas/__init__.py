"""The administrative areas of China, from the tables of names: the one gazetteer that language and identity share."""

from kg.areas.tables import Area, Gazetteer, area_types, gazetteer

__all__ = ["Area", "Gazetteer", "area_types", "gazetteer"]
