"""The action plans of the EU Council's Customs Cooperation Working Party as linked data."""

__version__ = "0.3.0"
