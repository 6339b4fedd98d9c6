"""Sentences and phrases that pages, slides, messages and alt texts share."""
