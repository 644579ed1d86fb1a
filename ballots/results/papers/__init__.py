"""Papers of a result (văn bản kết quả): minutes, proof, corrigendum, hand-over of the ballots, the envelope's key."""

from ballots.results.papers.minutes import minutes, signers, stamp_lines
from ballots.results.papers.names import file_name
from ballots.results.papers.proof import proof
from ballots.results.papers.sealing import corrigendum, hand_over, key_paper

__all__ = ["corrigendum", "file_name", "hand_over", "key_paper", "minutes", "proof", "signers", "stamp_lines"]
