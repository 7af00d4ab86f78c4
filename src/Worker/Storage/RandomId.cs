using System.Security.Cryptography;

namespace Syndication.Worker.Storage;

/// <summary>Random identifiers of rows: 128 bits, 26 lower-case letters and digits, since they travel in mail addresses, whose case relays fold.</summary>
public static class RandomId
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A new identifier.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, 26);
}
