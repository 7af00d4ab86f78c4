using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;

namespace Syndication.Feeds.Content;

/// <summary>A hash as four numbers: as hexadecimal text it takes four times the memory, and there are five of them for each post.</summary>
internal readonly record struct HashText
{
    private const int Digits = 64;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    private readonly ulong first;
    private readonly ulong second;
    private readonly ulong third;
    private readonly ulong fourth;

    // What is no SHA-256 in lower-case hexadecimal is kept as it is.
    private readonly string? other;

    /// <summary>Takes a text up.</summary>
    public HashText(string text)
    {
        if (text.Length != Digits || text.AsSpan().ContainsAnyExcept(Hexadecimal))
        {
            other = text;
            return;
        }

        Span<byte> bytes = stackalloc byte[Digits / 2];
        Convert.FromHexString(text, bytes, out _, out _);
        first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The text that was taken up.</summary>
    public override string ToString() => other ?? string.Create(CultureInfo.InvariantCulture, $"{first:x16}{second:x16}{third:x16}{fourth:x16}");
}
