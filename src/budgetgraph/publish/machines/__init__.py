"""What other machines ask: portals, search engines, feed readers."""
