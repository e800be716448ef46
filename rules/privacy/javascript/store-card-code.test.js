const cardSchema = new Schema({
  number: String,
  // ruleid: privacy.javascript.store-card-code
  cvv: String,
});

const other = new mongoose.Schema({
  // ruleid: privacy.javascript.store-card-code
  securityCode: { type: String, required: true },
  // ok: privacy.javascript.store-card-code
  lastFour: String,
});

const Card = sequelize.define("card", {
  // ruleid: privacy.javascript.store-card-code
  card_cvc: DataTypes.STRING,
  // Whether it was asked for, not the code.
  // ok: privacy.javascript.store-card-code
  cvvChecked: DataTypes.BOOLEAN,
});

// A form, not a store.
const form = useForm({
  // ok: privacy.javascript.store-card-code
  cvv: "",
});

// ok: privacy.javascript.store-card-code
payment.authorise({ cvv: form.cvv });
