using System.Runtime.InteropServices;

namespace MailKit;

/// <summary>Where a secret is.</summary>
[StructLayout(LayoutKind.Auto)]
public struct AuthenticationSecret
{
    /// <summary>Creates the place of a secret.</summary>
    public AuthenticationSecret(int startIndex, int length)
    {
        StartIndex = startIndex;
        Length = length;
    }

    /// <summary>Its start in the buffer.</summary>
    public int StartIndex { get; private set; }

    /// <summary>Its length in bytes.</summary>
    public int Length { get; private set; }
}
