namespace JwtAnalyzers.Validation.Attacks;

/// <summary>What an attacker must have before an attack works. It decides how grave a breach is.</summary>
public enum AttackPremise
{
    /// <summary>Nothing: anybody can forge the token.</summary>
    Nothing,

    /// <summary>A token that the same issuer once signed: an old one, or one for another recipient.</summary>
    TokenOfSameIssuer,

    /// <summary>The verification key, where it is shared, leaked or can be guessed.</summary>
    SharedKey,

    /// <summary>A place on the network between the code and a server it asks.</summary>
    NetworkPosition,
}
