// BatchForge
