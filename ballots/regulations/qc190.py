"""Quy chế bầu cử trong Đảng of 2024 (Quyết định 190-QĐ/TW ngày 10/10/2024): in force from 10/10/2024."""

from datetime import date

from ballots.regulations.citations import Certainty, Document, Ground, Provision, Regulation, Topic
from ballots.regulations.values import BoardReason, Reason, RegulationId, VoidReason

READ, IN_PART, RECALLED, INFERRED = Certainty

DECISION = Document("190-QĐ/TW", date(2024, 10, 10), "Quyết định")
# Another document of 2014 carries the same number 04-HD/TW: never cite it without its date.
GUIDANCE_2024 = Document("04-HD/TW", date(2024, 12, 31), "Hướng dẫn")

PROVISIONS = (
    Provision(
        Topic.SCOPE,
        "Áp dụng cho bầu cử tại đại hội chi bộ, đại hội đảng bộ các cấp, hội nghị ban chấp hành và hội nghị "
        "ủy ban kiểm tra; Đại hội toàn quốc có quy chế riêng.",
        READ,
        "1",
    ),
    Provision(
        Topic.VOTING_IN_SECRET,
        "Bỏ phiếu kín khi bầu cấp ủy, ban thường vụ, bí thư, phó bí thư, ủy ban kiểm tra và các chức danh của "
        "ủy ban kiểm tra, đại biểu dự đại hội cấp trên và khi xin ý kiến về danh sách bầu cử.",
        READ,
        "3",
    ),
    Provision(
        Topic.CREDENTIALS_BOARD,
        "Ban thẩm tra tư cách đại biểu cung cấp số liệu để xác định số người làm căn cứ tính kết quả.",
        IN_PART,
        "7",
    ),
    Provision(
        Topic.COUNTING_BOARD,
        "Ban kiểm phiếu gồm đại biểu chính thức hoặc đảng viên chính thức không có tên trong danh sách bầu cử; "
        "hướng dẫn cách bỏ phiếu, kiểm tra và niêm phong hòm phiếu, phát phiếu, báo cáo số phiếu phát ra, "
        "thu về, kiểm phiếu, lập biên bản, công bố kết quả, niêm phong phiếu bầu; được sử dụng nhân viên kỹ "
        "thuật không phải là đại biểu khi kiểm phiếu bằng máy vi tính.",
        READ,
        "8",
    ),
    Provision(
        Topic.CONCLUDING,
        "Ban kiểm phiếu xem xét và kết luận về phiếu không hợp lệ và đơn thư, khiếu nại trong bầu cử.",
        READ,
        "8(2)",
    ),
    Provision(
        Topic.SURPLUS,
        "Danh sách bầu cấp ủy, ban thường vụ phải nhiều hơn số lượng cần bầu; số dư do đại hội quyết định, tối đa "
        "30 % số lượng cần bầu; cấp ủy triệu tập chuẩn bị số dư 10 - 15 %; cấp ủy có 3 đến 5 ủy viên thì số dư "
        "tối đa là 1 người.",
        READ,
        "14(1)",
    ),
    Provision(
        Topic.ENTERING_THE_LIST,
        "Người ứng cử và người được đề cử tại đại hội phải được trên 30 % số đại biểu (đảng viên) có mặt đồng ý thì "
        "mới được xem xét đưa vào danh sách bầu cử.",
        READ,
        "14(3)",
    ),
    Provision(
        Topic.BALLOT_PAPER,
        "Phiếu bầu in họ tên theo danh sách, xếp theo tên vần A, B, C, đóng dấu của cấp ủy triệu tập ở góc trái "
        "phía trên; danh sách có số dư thì gạch cả họ và tên người không bầu, danh sách không có số dư thì đánh dấu "
        "X vào ô đồng ý hoặc không đồng ý.",
        IN_PART,
        "15",
    ),
    Provision(
        Topic.VALIDITY,
        "Phiếu hợp lệ do ban kiểm phiếu phát ra, bầu đủ hoặc thiếu số lượng quy định. Danh sách nhiều người không "
        "có số dư: dòng đánh dấu cả hai ô hoặc không đánh dấu ô nào thì không tính cho người đó, phiếu vẫn hợp lệ.",
        IN_PART,
        "30(1)",
    ),
    Provision(
        Topic.ALTERNATES,
        "Đại biểu chính thức và đại biểu dự khuyết bầu trong một danh sách chung: lấy đủ đại biểu chính thức trước, "
        "những người còn lại được quá nửa số phiếu là dự khuyết theo thứ tự số phiếu từ cao xuống thấp.",
        IN_PART,
        "18",
    ),
    Provision(
        Topic.BRANCH_SECRETARY,
        "Bầu chi ủy trước, sau đó bầu bí thư, phó bí thư trong số chi ủy viên bằng phiếu riêng.",
        RECALLED,
    ),
    Provision(
        Topic.DELEGATES,
        "Số lượng đại biểu dự đại hội cấp trên do cấp trên phân bổ; bầu chưa đủ thì bầu tiếp, sau nhiều lần chưa "
        "đủ thì đại hội quyết định có bầu nữa hay không.",
        RECALLED,
    ),
    Provision(Topic.BY_ELECTION, "Bầu bổ sung trong nhiệm kỳ tại hội nghị cấp ủy.", READ, "28"),
    Provision(
        Topic.MAJORITY,
        "Người trúng cử phải được số phiếu bầu quá nửa so với số được triệu tập sau khi trừ theo quy định; nhiều "
        "người quá nửa hơn số lượng cần bầu thì lấy từ người có số phiếu cao hơn.",
        IN_PART,
        "30",
    ),
    Provision(
        Topic.DENOMINATOR,
        "Đại hội đảng viên: tính trên số đảng viên chính thức được triệu tập, trừ người đang sinh hoạt tạm thời nơi "
        "khác, người được miễn công tác và sinh hoạt không dự, người bị đình chỉ sinh hoạt, khởi tố, tạm giam, "
        "người vắng mặt suốt đại hội có lý do chính đáng được cấp ủy triệu tập đồng ý. Đại hội đại biểu: tính trên "
        "số đại biểu chính thức được triệu tập, trừ cấp ủy viên triệu tập vắng mặt suốt đại hội và đại biểu vắng "
        "mặt suốt đại hội không có dự khuyết thay thế.",
        IN_PART,
        "30",
    ),
    Provision(
        Topic.COMMITTEE_MEETING,
        "Hội nghị ban chấp hành, ủy ban kiểm tra: quá nửa so với số ủy viên được triệu tập.",
        RECALLED,
        "30",
    ),
    Provision(
        Topic.TIES,
        "Cuối danh sách trúng cử có nhiều người ngang phiếu hơn số chỗ còn lại thì lập danh sách riêng những người "
        "đó để bầu lại, người nhiều phiếu hơn trúng cử, không cần quá nửa; vẫn ngang phiếu thì đại hội quyết định.",
        RECALLED,
        "30",
    ),
    Provision(
        Topic.TOO_FEW,
        "Bầu lần đầu chưa đủ số lượng thì có bầu tiếp hay không do đại hội quyết định.",
        RECALLED,
        "30",
    ),
    Provision(
        Topic.COMPLAINTS,
        "Trong 15 ngày làm việc kể từ khi bế mạc đại hội (hội nghị), khiếu nại về bầu cử do ủy ban kiểm tra của "
        "cấp ủy cấp trên trực tiếp xem xét, báo cáo cấp ủy quyết định.",
        READ,
        "33",
    ),
    Provision(Topic.OBSTRUCTION, "Cản trở, vi phạm quy chế bầu cử thì bị xử lý kỷ luật.", READ, "34"),
    Provision(
        Topic.KEEPING_BALLOTS,
        "Phiếu bầu do ban kiểm phiếu niêm phong, bàn giao lưu giữ 6 tháng; trong thời gian đó không ai được mở niêm "
        "phong nếu không có quyết định của cấp có thẩm quyền; sau 6 tháng không có khiếu nại, tố cáo thì cấp ủy cùng "
        "cấp quyết định cho hủy.",
        READ,
        "35",
    ),
)

VOID_GROUNDS: dict[Reason, Ground] = {
    BoardReason.NOT_ISSUED: Ground("30(1)", READ),
    BoardReason.NOT_STAMPED: Ground("15", INFERRED),
    BoardReason.WRITTEN_IN: Ground("15(2)", RECALLED),
    BoardReason.SIGNED: Ground("15(2)", RECALLED),
    BoardReason.PRIVATE_MARK: Ground("15(2)", RECALLED),
    BoardReason.OTHER: Ground("8(2)", READ),
    VoidReason.TOO_MANY: Ground("15(2)", READ),
    VoidReason.BOTH_BOXES: Ground("15(2)", RECALLED),
    VoidReason.NO_BOX: Ground("15(2)", RECALLED),
    VoidReason.ALL_DISAGREE: Ground("15(2)", INFERRED),
    VoidReason.ALL_BLANK: Ground("15(2)", INFERRED),
    VoidReason.ELECTS_NOBODY: Ground("15(2)", IN_PART),
}

QC190 = Regulation(
    id=RegulationId.QC190,
    decision=DECISION,
    guidance=(GUIDANCE_2024,),
    provisions=PROVISIONS,
    void_grounds=VOID_GROUNDS,
    surplus_limit_percent=30,
    prepared_surplus_percent=(10, 15),
    entry_share_percent=30,
    complaint_working_days=15,
    ballots_kept_months=6,
)
