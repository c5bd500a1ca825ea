"""What is fetched: one guarded downloader, the rules of sites, and pages."""
