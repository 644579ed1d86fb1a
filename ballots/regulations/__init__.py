"""The election regulation (quy chế bầu cử) as pure rules: papers in, votes and the elected out."""
