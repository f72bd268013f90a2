using System;

namespace Diesis.Servers.Fat;

/// <summary>Where a volume is: <c>disk0</c>, all of a disk, or <c>disk0.1</c>, a partition of it by its number.</summary>
/// <param name="Partition">From 1 on; 0: the whole disk.</param>
public readonly record struct FatSource(uint Disk, int Partition)
{
    private const string DiskWord = "disk";
    private const int MostDigits = 4;

    /// <summary>Reads what <see cref="ToString"/> writes, and nothing else: a volume has one name.</summary>
    public static bool TryParse(string text, out FatSource source)
    {
        source = default;
        if (!text.StartsWith(DiskWord, StringComparison.Ordinal)) return false;
        int dot = text.IndexOf('.');
        string disk = text.Substring(DiskWord.Length, (dot < 0 ? text.Length : dot) - DiskWord.Length), partition = dot < 0 ? "0" : text.Substring(dot + 1);
        if (!TryReadNumber(disk, out int diskNumber) || !TryReadNumber(partition, out int partitionNumber) || dot >= 0 && partitionNumber == 0) return false;
        source = new((uint)diskNumber, partitionNumber);
        return true;
    }

    private static bool TryReadNumber(string digits, out int number)
    {
        number = 0;
        if (digits.Length is 0 or > MostDigits || digits.Length > 1 && digits[0] == '0') return false;
        foreach (char digit in digits)
        {
            if (digit is < '0' or > '9') return false;
            number = number * 10 + (digit - '0');
        }
        return true;
    }

    public override string ToString() => Partition == 0 ? $"{DiskWord}{Disk}" : $"{DiskWord}{Disk}.{Partition}";
}
