"""Writes the rows of a csv as a workbook and prints the median of the milliseconds it took.

export.py openpyxl|xlsxwriter ROUNDS ROWS.csv OUT.xlsx
"""

import csv
import datetime
import statistics
import sys
import time

NUMBERS = range(9, 13)
WIDTHS = [20, 20, 9, 9, 20, 27, 18, 20, 24, 14, 12, 10, 14, 8, 20, 22, 24]


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        heads = next(rows)
        return heads, [cells(row) for row in rows]


def cells(row):
    row = [text or None for text in row]
    row[0] = datetime.datetime.fromisoformat(row[0])
    for column in NUMBERS:
        row[column] = int(row[column])
    return row


def by_openpyxl(heads, rows, out):
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("ledger")
    sheet.freeze_panes = "A2"
    for column, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + column)].width = width
    sheet.append(heads)

    def formatted(value, number_format):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = number_format
        return cell

    for row in rows:
        row = list(row)
        row[0] = formatted(row[0], "yyyy-mm-dd hh:mm:ss")
        for column in NUMBERS:
            row[column] = formatted(row[column], "#,##0")
        sheet.append(row)
    book.save(out)


def by_xlsxwriter(heads, rows, out):
    import xlsxwriter

    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("ledger")
    won = book.add_format({"num_format": "#,##0"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head)
    for nth, row in enumerate(rows, 1):
        sheet.write_datetime(nth, 0, row[0], moment)
        for column, value in enumerate(row[1:], 1):
            if value is None:
                continue
            if column in NUMBERS:
                sheet.write_number(nth, column, value, won)
            else:
                sheet.write_string(nth, column, value)
    book.close()


def main():
    library, rounds, path, out = sys.argv[1:]
    heads, rows = read(path)
    write = {"openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter}[library]
    took = []
    for _ in range(int(rounds)):
        began = time.perf_counter()
        write(heads, rows, out)
        took.append((time.perf_counter() - began) * 1000)
    print(statistics.median(took))


main()
