using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Syndication.Worker.Http.Ops;

/// <summary>The secret that the ops listener asks for, as <c>Authorization: Bearer</c> (RFC 6750 §2.1).</summary>
public sealed class OpsToken
{
    /// <summary>Characters that a token must have: what is shorter can be guessed.</summary>
    public const int LeastLength = 16;

    private const string Scheme = "Bearer ";
    private const int RandomBytes = 32;

    private readonly byte[] hash;

    private OpsToken(string token) => hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Reads the token; where nobody named a file, a missing one is made, readable for this account alone.</summary>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or made.</exception>
    /// <exception cref="InvalidDataException">The token is too short.</exception>
    public static OpsToken Load(OpsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.MakesToken && !File.Exists(options.TokenFile)) Make(options.TokenFile);
        var token = File.ReadAllText(options.TokenFile).Trim();
        return token.Length >= LeastLength ? new OpsToken(token) : throw new InvalidDataException($"it holds fewer than {LeastLength} characters");
    }

    /// <summary>Whether a request's Authorization is this token; takes as long for any wrong one.</summary>
    public bool Matches(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        var offered = SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()));
        return CryptographicOperations.FixedTimeEquals(offered, hash);
    }

    private static void Make(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)) + "\n"));
    }
}
