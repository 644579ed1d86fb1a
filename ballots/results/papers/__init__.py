"""Papers of a result (văn bản kết quả): minutes, proof, corrigendum, hand-over of the ballots, the envelope's key."""

from ballots.results.papers.correcting import corrigendum
from ballots.results.papers.minutes import draft, minutes, stamp_lines
from ballots.results.papers.proof import Standing, proof
from ballots.results.papers.sealing import hand_over, key_paper
from ballots.results.papers.shared import file_name

__all__ = ["Standing", "corrigendum", "draft", "file_name", "hand_over", "key_paper", "minutes", "proof", "stamp_lines"]
