"""Open points of the list, the board and keeping (về danh sách, ban kiểm phiếu, lưu giữ)."""

from ballots.regulations.citations import Certainty, Topic
from ballots.regulations.open_points.point import Group, OpenPoint

COUNTS = "independent_counts"
"""How often each pile is to be counted; what was really done may be less, and the minutes say so beside it."""

READ, IN_PART, RECALLED, INFERRED = Certainty

LIST = (
    OpenPoint(
        "surplus_min",
        "Số dư tối thiểu khi bầu cấp ủy, ban thường vụ (người)",
        1,
        "Danh sách phải nhiều hơn số lượng cần bầu.",
        READ,
        Group.LIST,
        most=99,
        topic=Topic.SURPLUS,
        figure="{} người",
    ),
    OpenPoint(
        "surplus_limit_percent",
        "Số dư tối đa (% số lượng cần bầu)",
        30,
        "Số dư 1 người luôn được phép, kể cả khi bầu 3 người.",
        READ,
        Group.LIST,
        most=100,
        topic=Topic.SURPLUS,
        figure="{}% số lượng cần bầu",
    ),
    OpenPoint(
        "prepared_surplus_min_percent",
        "Số dư chuẩn bị, từ (%)",
        10,
        "Chỉ nhắc, không chặn.",
        READ,
        Group.LIST,
        most=100,
        topic=Topic.SURPLUS,
        figure="{}% số lượng cần bầu",
    ),
    OpenPoint(
        "prepared_surplus_max_percent",
        "Số dư chuẩn bị, đến (%)",
        15,
        "Chỉ nhắc, không chặn.",
        READ,
        Group.LIST,
        most=100,
        topic=Topic.SURPLUS,
        figure="{}% số lượng cần bầu",
    ),
    OpenPoint(
        "entry_share_percent",
        "Tỷ lệ đồng ý để được xem xét vào danh sách (trên %, số có mặt)",
        30,
        "Áp dụng cho người ứng cử và người được đề cử tại đại hội.",
        READ,
        Group.LIST,
        least=30,
        most=30,
        topic=Topic.ENTERING_THE_LIST,
        figure="trên {}% số người có mặt",
    ),
)

BOARD = (
    OpenPoint(
        "board_size",
        "Số người của ban kiểm phiếu (ít nhất)",
        3,
        "Quy chế không ấn định; nên là số lẻ.",
        INFERRED,
        Group.BOARD,
        least=1,
        most=99,
        topic=Topic.COUNTING_BOARD,
        figure="ít nhất {} người",
    ),
    OpenPoint(
        "minutes_copies",
        "Số bản biên bản kiểm phiếu",
        3,
        "Chưa đọc được quy định.",
        INFERRED,
        Group.BOARD,
        least=1,
        most=20,
        figure="{} bản",
    ),
    OpenPoint(
        COUNTS,
        "Số lượt kiểm độc lập của mỗi tập phiếu",
        2,
        "Một lượt thì phải cảnh báo, chấp nhận được đến 50 phiếu; cấp tỉnh nên 3 lượt.",
        INFERRED,
        Group.BOARD,
        least=1,
        most=3,
        figure="{} lượt",
    ),
    OpenPoint(
        "layout",
        "Thể thức văn bản",
        "36-HD/VPTW-2018",
        "Hướng dẫn 36-HD/VPTW ngày 03/4/2018; Hướng dẫn 11-HD/VPTW ngày 28/5/2004 là phương án khác; có thể đã có "
        "hướng dẫn mới.",
        RECALLED,
        Group.BOARD,
        choices=("36-HD/VPTW-2018", "11-HD/VPTW-2004"),
    ),
)

KEEPING = (
    OpenPoint(
        "ballots_kept_months",
        "Thời gian lưu giữ phiếu bầu (tháng)",
        6,
        "Có khiếu nại, tố cáo thì chưa được hủy.",
        READ,
        Group.KEEPING,
        least=6,
        most=120,
        topic=Topic.KEEPING_BALLOTS,
        figure="{} tháng",
    ),
    OpenPoint(
        "complaint_working_days",
        "Thời hạn khiếu nại (ngày làm việc)",
        15,
        "Kể từ ngày bế mạc đại hội, hội nghị.",
        READ,
        Group.KEEPING,
        least=15,
        most=15,
        topic=Topic.COMPLAINTS,
        figure="{} ngày làm việc",
    ),
    OpenPoint(
        "electronic_records",
        "Dữ liệu điện tử của từng phiếu sau thời gian lưu giữ",
        "destroyed-with-ballots",
        "Chưa có quy định; xử lý như phiếu bầu, hủy theo quyết định.",
        INFERRED,
        Group.KEEPING,
        choices=("destroyed-with-ballots",),
        topic=Topic.KEEPING_BALLOTS,
        confirm=True,
    ),
    OpenPoint(
        "archive_handover_months",
        "Thời hạn nộp hồ sơ đại hội vào lưu trữ cơ quan (tháng)",
        3,
        "Chưa đọc được thời hạn trong Hướng dẫn 62-HD/VPTW ngày 04/02/2020.",
        INFERRED,
        Group.KEEPING,
        least=1,
        most=24,
        figure="{} tháng",
    ),
)
