"""Word documents: .docx, .docm, .dotx, Strict Open XML, Flat OPC and the XML of Word 2003."""
