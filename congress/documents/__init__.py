"""Documents (tài liệu, văn bản) of a congress with their metadata, numbered papers handed out, opinions on drafts."""
