using System.Security.Cryptography;

namespace Syndication.Worker.Storage;

/// <summary>Random identifiers of rows: 128 bits, 26 lower-case letters and digits, since they travel in mail addresses, whose case relays fold.</summary>
public static class RandomId
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Length = 26;
    private const int SharedLength = 5;

    /// <summary>A new identifier.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>The start that the identifiers of one batch share, so that a million of them do not touch every page of an index at each step.</summary>
    public static string NewStart() => RandomNumberGenerator.GetString(Alphabet, SharedLength);

    /// <summary>New identifiers with that start, in order; 105 random bits are each one's own.</summary>
    public static IReadOnlyList<string> Sorted(string start, int count)
    {
        ArgumentNullException.ThrowIfNull(start);
        var own = Length - start.Length;
        var bytes = RandomNumberGenerator.GetBytes(own * count);
        var made = Enumerable.Range(0, count).Select(index => string.Create(Length, (start, bytes, offset: index * own), static (letters, from) =>
        {
            from.start.CopyTo(letters);
            for (var i = from.start.Length; i < letters.Length; i++) letters[i] = Alphabet[from.bytes[from.offset + i - from.start.Length] & 31];
        })).ToArray();
        Array.Sort(made, StringComparer.Ordinal);
        return made;
    }
}
