namespace JwtAnalyzers.Tests.Oracle;

/// <summary>One token before one policy: what the reference validator says of the policy that was read, and what the library does.</summary>
/// <param name="Version">The library's version.</param>
/// <param name="Handler">Its handler.</param>
/// <param name="Policy">The code of the policy.</param>
/// <param name="Token">The id of the attack, or <c>honest</c>.</param>
/// <param name="Reference">Whether the reference validator accepts the token, each unknown knob at its safest.</param>
/// <param name="IsDecided">Whether it says the same whatever the unknown knobs are.</param>
/// <param name="Library">Whether the library accepts the token.</param>
/// <param name="FailsClosed">Whether the library refuses even the honest token under this policy.</param>
internal sealed record Cell(LibraryVersion Version, Handler Handler, MatrixPolicy Policy, string Token, bool Reference, bool IsDecided, bool Library, bool FailsClosed)
{
    /// <summary>We accept what the library refuses: a finding would be a false alarm.</summary>
    public bool IsFalseAlarm => Reference && !Library;

    /// <summary>We refuse for sure what the library accepts: a finding is missed.</summary>
    public bool IsMiss => !Reference && IsDecided && Library;
}
