"""Results of earlier terms without ballots (kết quả các nhiệm kỳ trước); two terms compared (so sánh hai nhiệm kỳ)."""
