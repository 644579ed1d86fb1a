"""Terms, congresses, sites, the counting board (nhiệm kỳ, đại hội, điểm tổ chức, ban kiểm phiếu)."""
