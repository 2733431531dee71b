------------------------------- MODULE Simplex -------------------------------
(***************************************************************************)
(* The voting rules of Tallystick's consensus, and why they are safe.      *)
(* The prose is the package documentation of org.tallystick.consensus; the *)
(* rule numbers are those of its section 3.                                *)
(*                                                                         *)
(* The model holds nothing but the votes that honest authorities have put  *)
(* into their vote logs.  Everything else is an adversary's free choice:   *)
(*                                                                         *)
(*  - messages: a vote that was cast may be seen by anyone at any time or  *)
(*    never, so delay, loss, reordering and repetition need no actions;    *)
(*  - time: any timer may run out whenever its view can be entered;        *)
(*  - crashes: an authority that comes back may find itself in any view    *)
(*    that some certificate leads to, with its votes and the bodies of the *)
(*    blocks that it voted for, and nothing else: certificates may be      *)
(*    withheld from it, before the crash and after it;                     *)
(*  - the liars: each of their votes is counted for whatever needs it, and *)
(*    in their views they propose any block that can be justified.         *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets, Sequences, TLC

CONSTANTS
    Honest,     \* the honest authorities, a set of model values
    Liars,      \* how many others there are: of Honest and others together at most a third may lie
    MaxView,    \* views 1 .. MaxView are looked at
    LiarsLead,  \* those of them whose leader lies
    Tags,       \* what tells a lying leader's blocks apart, a set of model values
    Broken      \* names of rules that are left out, to see that they matter

N == Cardinality(Honest) + Liars
F == (N - 1) \div 3
Views == 1 .. MaxView

ASSUME Liars <= F /\ LiarsLead \subseteq Views

Quorum == IF "quorum" \in Broken THEN N - F - 1 ELSE N - F

(* Nothing depends on which authority or which of a liar's blocks is which. *)
Alike == Permutations(Honest) \union Permutations(Tags)

(***************************************************************************)
(* A block is the path that leads to it from genesis: of each block on it  *)
(* the view, and a tag that tells the blocks of a lying leader apart.      *)
(***************************************************************************)
Genesis == <<>>

ViewOf(b) == IF b = Genesis THEN 0 ELSE b[Len(b)].view
Parent(b) == SubSeq(b, 1, Len(b) - 1)
Descends(b, a) == Len(a) <= Len(b) /\ SubSeq(b, 1, Len(a)) = a

TagsOf(v) == IF v \in LiarsLead THEN Tags ELSE {CHOOSE t \in Tags : TRUE}

RECURSIVE BlocksUpTo(_)
BlocksUpTo(v) ==
    IF v = 0 THEN {Genesis}
    ELSE LET older == BlocksUpTo(v - 1)
         IN  older \union {Append(p, [view |-> v, tag |-> t]) : p \in older, t \in TagsOf(v)}

Blocks == BlocksUpTo(MaxView)
BlocksOf == [v \in Views |-> {b \in Blocks : ViewOf(b) = v}]

VARIABLES
    notarized,  \* notarized[a]: the blocks that a voted to notarize
    nullified,  \* nullified[a]: the views that a voted to skip
    finalized,  \* finalized[a]: the blocks that a voted to finalize
    lost        \* lost[a]: the blocks that a voted for, and whose bodies it has no more

vars == <<notarized, nullified, finalized, lost>>

Votes(blocks, v) == {b \in blocks : ViewOf(b) = v}

-----------------------------------------------------------------------------
(***************************************************************************)
(* Certificates: which ones the votes cast so far allow, the liars helping.*)
(***************************************************************************)
Certified(voters) == Cardinality(voters) + Liars >= Quorum

Notarization(b) == IF b = Genesis THEN TRUE ELSE Certified({a \in Honest : b \in notarized[a]})
Nullification(v) == Certified({a \in Honest : v \in nullified[a]})
Finalization(b) == IF b = Genesis THEN TRUE ELSE Certified({a \in Honest : b \in finalized[a]})

CertificateOf(v) == Nullification(v) \/ \E b \in BlocksOf[v] : Notarization(b) \/ Finalization(b)

(* Rules 3 and 5: a certificate of a view leads to the next, and to all before it. *)
Entered(v) == v = 1 \/ \E w \in (v - 1) .. MaxView : w > 0 /\ CertificateOf(w)

(* What a proposal's justification shows: a certified parent, and that each view between was skipped. *)
Justified(b) ==
    /\ Notarization(Parent(b)) \/ Finalization(Parent(b))
    /\ "justification" \in Broken \/ \A v \in (ViewOf(Parent(b)) + 1) .. (ViewOf(b) - 1) : Nullification(v)

(* An honest leader makes one proposal: the block that the first vote in its view is for. *)
Proposed(b) ==
    ViewOf(b) \in LiarsLead \/ \A a \in Honest : Votes(notarized[a], ViewOf(b)) \subseteq {b}

(* Who lacks a body asks everyone for it; liars give none. *)
Served(b) == b = Genesis \/ \E a \in Honest : b \in (notarized[a] \union finalized[a]) \ lost[a]

-----------------------------------------------------------------------------
Init ==
    /\ notarized = [a \in Honest |-> {}]
    /\ nullified = [a \in Honest |-> {}]
    /\ finalized = [a \in Honest |-> {}]
    /\ lost = [a \in Honest |-> {}]

(* Rules 1 and 2: whoever votes for a block has executed it on its parent, and has both. *)
Notarize(a, b) ==
    /\ Entered(ViewOf(b))
    /\ b \notin notarized[a]
    /\ "notarize once" \in Broken \/ Votes(notarized[a], ViewOf(b)) = {}
    /\ ViewOf(b) \notin nullified[a]
    /\ Proposed(b)
    /\ Justified(b)
    /\ notarized' = [notarized EXCEPT ![a] = @ \union {b}]
    /\ UNCHANGED <<nullified, finalized, lost>>

(* Rule 4. *)
Nullify(a, v) ==
    /\ Entered(v)
    /\ v \notin nullified[a]
    /\ "nullify after finalize" \in Broken \/ Votes(finalized[a], v) = {}
    /\ nullified' = [nullified EXCEPT ![a] = @ \union {v}]
    /\ UNCHANGED <<notarized, finalized, lost>>

(* Rule 3: also in a later view than the block's, and without having voted to notarize it. *)
Finalize(a, b) ==
    /\ Notarization(b)
    /\ Votes(finalized[a], ViewOf(b)) = {}
    /\ "finalize after nullify" \in Broken \/ ViewOf(b) \notin nullified[a]
    /\ finalized' = [finalized EXCEPT ![a] = @ \union {b}]
    /\ UNCHANGED <<notarized, nullified, lost>>

(* Section 6: the body is in the log before the vote is sent, and stays there until a later view is final. *)
Restart(a) ==
    /\ lost' = [lost EXCEPT ![a] = IF "remember bodies" \in Broken THEN notarized[a] \union finalized[a] ELSE @]
    /\ UNCHANGED <<notarized, nullified, finalized>>

Next ==
    \E a \in Honest :
        \/ Restart(a)
        \/ \E b \in Blocks \ {Genesis} : Notarize(a, b) \/ Finalize(a, b)
        \/ \E v \in Views : Nullify(a, v)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(***************************************************************************)
(* What must hold in every state.                                          *)
(***************************************************************************)

(* Section 4, first step: no two blocks of a view are notarized. *)
OneNotarization ==
    \A v \in Views : \A b, c \in BlocksOf[v] : Notarization(b) /\ Notarization(c) => b = c

(* Section 4, second step: a final view can't be skipped. *)
FinalIsNotSkipped ==
    \A b \in Blocks \ {Genesis} : ~(Finalization(b) /\ Nullification(ViewOf(b)))

(* The aim: all final blocks lie on one chain. *)
OneChain ==
    \A b, c \in Blocks : Finalization(b) /\ Finalization(c) => Descends(b, c) \/ Descends(c, b)

(* Section 5: in a view without a certificate, enough honest authorities can still skip it. *)
NeverStuck ==
    \A v \in Views :
        Entered(v) /\ ~CertificateOf(v) => \A a \in Honest : Votes(finalized[a], v) = {}

(* Section 5: whoever leads the view after a certificate finds a parent that can be justified. *)
AlwaysAParent ==
    \A v \in Views :
        v > 1 /\ CertificateOf(v - 1) => \E b \in BlocksOf[v] : Justified(b)

(* Section 5: whatever liars withhold and whoever crashed, what a quorum notarized can be had, so it can be built upon. *)
BodiesAreThere ==
    \A b \in Blocks : Notarization(b) \/ Finalization(b) => Served(b)

=============================================================================
