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

    /// <summary>A new identifier with that start; 105 random bits are its own.</summary>
    public static string New(string start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return start + RandomNumberGenerator.GetString(Alphabet, Length - start.Length);
    }
}
