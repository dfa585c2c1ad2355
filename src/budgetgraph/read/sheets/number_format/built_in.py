"""The number formats that a workbook names by number alone (ECMA-376 §18.8.30)."""

from __future__ import annotations

#: The built-in formats that the file does not spell out, as a Chinese Excel shows them.
BUILT_IN = {
    number: code
    for code, numbers in {
        "0": (1,),
        "0.00": (2,),
        "#,##0": (3,),
        "#,##0.00": (4,),
        '"¥"#,##0;"¥"-#,##0': (5, 6),
        '"¥"#,##0.00;"¥"-#,##0.00': (7, 8),
        "0%": (9,),
        "0.00%": (10,),
        "0.00E+00": (11,),
        "# ?/?": (12,),
        "# ??/??": (13,),
        "yyyy/m/d": (14,),
        "d-mmm-yy": (15,),
        "d-mmm": (16,),
        "mmm-yy": (17,),
        'yyyy"年"m"月"': (27, 36, 50, 52, 57),
        'm"月"d"日"': (28, 29, 51, 53, 54, 58),
        "h:mm": (18, 20),
        "h:mm:ss": (19, 21),
        "yyyy/m/d h:mm": (22,),
        "m-d-yy": (30,),
        "##0.0E+0": (48,),
        'yyyy"年"m"月"d"日"': (31,),
        "#,##0;-#,##0": (37, 38),
        "#,##0.00;-#,##0.00": (39, 40),
        '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ': (41, 42),
        '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ': (43, 44),
    }.items()
    for number in numbers
}
