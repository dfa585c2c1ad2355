"""OpenDocument texts (.odt, .ott, .fodt), as LibreOffice and WPS write them."""
