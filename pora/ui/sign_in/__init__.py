"""Who looks at the dashboard: sign-in, session, navigation, and what is kept from whom."""
