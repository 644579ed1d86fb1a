"""Reports on equipment before, during and after a congress (báo cáo trước, trong, sau đại hội), from what is kept."""
